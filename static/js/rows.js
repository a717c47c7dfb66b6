// Rows of a form: up, down, take away and one more without asking the server, which can do all of
// that too. Their order is that of the document; forms that number their rows get it in ORDER.

function number(list) {
  const shown = [...list.children].filter((row) => !row.hidden);
  shown.forEach((row, place) => {
    const order = row.querySelector("input[name$='-ORDER']");
    if (order) order.value = place + 1;
  });
}

function remove(row) {
  const mark = row.querySelector("input[name$='-DELETE']");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (mark) {
    mark.value = "on";
    row.hidden = true;
  } else {
    row.remove();
  }
  next?.querySelector("[data-do='remove']")?.focus();
}

function neighbour(row, way) {
  let found = row[way];
  while (found?.hidden) found = found[way];
  return found;
}

const acts = {
  up: (row) => neighbour(row, "previousElementSibling")?.before(row),
  down: (row) => neighbour(row, "nextElementSibling")?.after(row),
  remove,
};

function add(list, prefix) {
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const row = document.getElementById(`${prefix}-empty`).content.cloneNode(true);
  row.querySelectorAll("*").forEach((element) => {
    [...element.attributes].forEach(({ name, value }) => {
      if (value.includes("__prefix__")) {
        element.setAttribute(name, value.replaceAll("__prefix__", total.value));
      }
    });
  });
  total.value = Number(total.value) + 1;
  list.append(row);
  list.lastElementChild.querySelector("textarea, input:not([type=hidden])")?.focus();
}

function attach(list) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    event.preventDefault();
    acts[button.dataset.do](button.closest("[data-row]"));
    if (button.dataset.do !== "remove") button.focus();
    number(list);
  });
  const { prefix } = list.dataset;
  document.querySelector(`[data-more="${prefix}"]`)?.addEventListener("click", (event) => {
    event.preventDefault();
    add(list, prefix);
    number(list);
  });
  number(list);
}

document.querySelectorAll("[data-behaviour=rows]").forEach(attach);
