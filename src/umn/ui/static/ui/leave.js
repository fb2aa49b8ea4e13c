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
