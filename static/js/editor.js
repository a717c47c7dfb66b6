// The editor's date and time inputs without inline scripts: each carries its settings beside it.
// Its own functions are classic scripts that come before modules.
const START = {
  date: window.initDateChooser,
  time: window.initTimeChooser,
  datetime: window.initDateTimeChooser,
};

function start(root) {
  root.querySelectorAll("template[data-chooser]").forEach((settings) => {
    const begin = START[settings.dataset.chooser];
    if (begin && document.getElementById(settings.dataset.input)) {
      begin(settings.dataset.input, JSON.parse(settings.dataset.config));
      settings.remove();
    }
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
