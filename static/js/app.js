// Attaches behaviours to the elements that ask for them with data-behaviour="name name".
// A page fetches only the modules that it uses, and works before they arrive.
const modules = {
  "dialog": () => import("./dialog.js"),
  "error-summary": () => import("./error-summary.js"),
  "facets": () => import("./facets.js"),
  "listen": () => import("./listen.js"),
  "menu": () => import("./menu.js"),
  "once": () => import("./once.js"),
  "outline": () => import("./outline.js"),
  "passkey": () => import("./passkey.js"),
  "place": () => import("./place.js"),
  "player-keys": () => import("./player-keys.js"),
  "practice": () => import("./practice.js"),
  "print": () => import("./print.js"),
  "quiz": () => import("./quiz.js"),
};
const attached = new WeakSet();

async function attach(element) {
  if (attached.has(element)) return;
  attached.add(element);
  for (const name of element.dataset.behaviour.split(" ")) {
    const module = await modules[name]?.();
    module?.default(element);
  }
}

function attachAll(root) {
  if (root.matches?.("[data-behaviour]")) attach(root);
  root.querySelectorAll("[data-behaviour]").forEach(attach);
}

attachAll(document);
document.addEventListener("htmx:load", (event) => attachAll(event.target));
