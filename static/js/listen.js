// Reads a text aloud with the device's own voice, in the language of the page. Paragraph by
// paragraph: long texts fall silent in the middle in some browsers.
const VOICES = { sv: "sv-SE", en: "en-GB" };

export default function listen(button) {
  if (!("speechSynthesis" in window)) {
    button.hidden = true;
    return;
  }
  const target = document.querySelector(button.dataset.target);

  function stop() {
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "false");
  }

  function start() {
    const language = document.documentElement.lang;
    const parts = [...target.querySelectorAll("h1, h2, h3, p, li")].filter(
      (part) => !part.closest(".no-print") && !part.querySelector("p, li"),
    );
    parts.forEach((part, index) => {
      const speech = new SpeechSynthesisUtterance(part.innerText);
      speech.lang = VOICES[language] || language;
      speech.rate = 0.95;
      if (index === parts.length - 1) speech.onend = stop;
      speechSynthesis.speak(speech);
    });
    button.setAttribute("aria-pressed", "true");
  }

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") stop();
    else start();
  });
  addEventListener("pagehide", stop);
}
