// Single-letter shortcuts: off while a person types, and off for good when they say so.
const SETTING = "keys";

export function keysOn() {
  if (document.querySelector("[data-keys='off']")) return false;
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Without storage the choice cannot be kept.
  }
}

// True when this key press is meant as a shortcut and not as text.
export function isShortcut(event) {
  if (!keysOn() || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return false;
  const field = event.target.closest?.("textarea, select, [contenteditable], dialog, input");
  return !field || (field.matches("input") && ["radio", "checkbox"].includes(field.type));
}
