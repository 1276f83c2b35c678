// A video's player is asked for only when the reader presses the button; without this script the
// button leads to the video's own page.
for (const figure of document.querySelectorAll("[data-video]")) {
  const button = figure.querySelector("a");
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.video;
    frame.title = figure.dataset.videoTitle;
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.parentElement.replaceWith(frame);
    frame.focus();
  });
}
