import { isShortcut, keysOn, switchKeys } from "./keys.js";

const LEADS_TO = {
  n: "[data-key='next'], .player__nav a[rel='next']",
  p: ".player__nav a[rel='prev']",
};

// N and P turn the page of the player, ? shows the list of keys.
export default function playerKeys(player) {
  const offForGood = player.dataset.keys === "off";
  const dialog = document.getElementById("keys");
  const setting = dialog?.querySelector("[data-keys-switch]");
  if (setting) {
    setting.checked = keysOn();
    setting.disabled = offForGood;
    setting.addEventListener("change", () => switchKeys(setting.checked));
  }
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    if (event.key === "?") dialog?.showModal();
    const target = LEADS_TO[event.key.toLowerCase()];
    if (target) player.querySelector(target)?.click();
  });
}
