// The editor without inline scripts and styles. Its own functions are classic scripts that come
// before modules, and its widgets start when the document is ready, which is after modules.

// Text fields write <style> elements; the page's policy takes those that carry its nonce.
const { nonce } = document.querySelector("script[nonce]");
const create = document.createElement.bind(document);
document.createElement = (...args) => {
  const element = create(...args);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};

// What is copied gets a style attribute, which the policy takes from scripts by this way only;
// handlers written as text, by which the focal point tries out the screen, it never takes.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function set(name, value) {
  if (name === "style") this.style.cssText = value;
  else if (!name.startsWith("on")) setAttribute.call(this, name, value);
};

// What is pasted is read as a document under the same policy. Text fields drop its styles anyway.
const SHEETS = /<style[^>]*>[\s\S]*?<\/style>/gi;
const TAGS = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const STYLES = /\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)|("[^"]*"|'[^']*')/gi;
const getData = DataTransfer.prototype.getData;
DataTransfer.prototype.getData = function get(format) {
  const data = getData.call(this, format);
  if (format !== "text/html") return data;
  const plain = (tag) => tag.replace(STYLES, (_found, value = "") => value);
  return data.replace(SHEETS, "").replace(TAGS, plain);
};

// What widgets and panels would have done inline: each carries its settings beside it.
const START = {
  date: (input, config) => window.initDateChooser(input, config),
  time: (input, config) => window.initTimeChooser(input, config),
  datetime: (input, config) => window.initDateTimeChooser(input, config),
  task: (input) => window.createTaskChooser(input),
  panel: (_input, config, name) => new window[name](config),
  chooser: (input, config, name) => new window[name](input, config),
};

function start(root) {
  root.querySelectorAll("template[data-start]").forEach((settings) => {
    const { start: kind, input, config, name } = settings.dataset;
    if (input && !document.getElementById(input)) return;
    settings.remove();
    START[kind](input, JSON.parse(config), name);
  });
}

start(document);
new MutationObserver((changes) => {
  changes.forEach((change) => {
    change.addedNodes.forEach((node) => {
      if (node.nodeType === Node.ELEMENT_NODE) start(node.parentElement ?? node);
    });
  });
}).observe(document.body, { childList: true, subtree: true });
