// Says in words when a passkey does not work. The rest is allauth's own script.
const say = (trouble, shown) => {
  for (const note of document.querySelectorAll(`[data-passkey-trouble="${trouble}"]`)) note.hidden = !shown
}

// The button rests until allauth's listener, which was added before this one, can hear it.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return say('unable', true)
  for (const button of document.querySelectorAll('[data-passkey] button[id]')) button.disabled = false
})

document.addEventListener('allauth.error', event => {
  event.preventDefault()
  say('failed', true)
})

// Before allauth's own listener: it may fail at once.
document.addEventListener('click', event => {
  if (event.target.closest('[data-passkey] button')) say('failed', false)
}, true)
