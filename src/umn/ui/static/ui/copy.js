// Copy the text of the thing named by data-copy; the button says so for a moment (data-done holds the words).
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const thing = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(thing.dataset.text ?? thing.textContent.trim());
    const status = button.parentElement.querySelector("[role=status]");
    if (status) status.hidden = false;
  });
}
