// Leave at once: the page disappears, and its place in the history is taken by the page that follows.
const link = document.querySelector("[data-leave]");

function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  document.title = "…";
  location.replace(link.href);
}

if (link) {
  link.addEventListener("click", leave);
  let last = -Infinity;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < 1000) leave(event);
    last = event.timeStamp;
  });
}

// Read aloud, only with a voice that lives on this device: no text leaves it.
const voices = globalThis.speechSynthesis;
const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];

function voiceFor(language) {
  return voices.getVoices().find((voice) => voice.localService === true && base(voice.lang) === base(language));
}

function speak(button) {
  const language = button.closest("[lang]").lang;
  const voice = voiceFor(language);
  const wasSpeaking = button.getAttribute("aria-pressed") === "true";
  voices.cancel();
  if (!voice || wasSpeaking) return;
  const words = new SpeechSynthesisUtterance(button.dataset.listen);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.9;
  words.onstart = () => button.setAttribute("aria-pressed", "true");
  words.onend = words.onerror = () => button.removeAttribute("aria-pressed");
  voices.speak(words);
}

function offer() {
  for (const button of document.querySelectorAll("[data-listen]")) {
    button.hidden = !voiceFor(button.closest("[lang]").lang);
  }
}

if (voices) {
  offer();
  voices.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => voices.cancel());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (button) speak(button);
  });
}
