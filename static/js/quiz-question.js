// One question on the page: what is chosen, its version on the server, and what is said about it.
export class Question {
  constructor(section, { attempt, saveUrl }) {
    this.section = section;
    this.number = Number(section.dataset.question);
    this.address = saveUrl.replace("/0/", `/${this.number}/`);
    // The same in every language of the page.
    this.key = `${attempt}/${this.number}`;
    this.boxes = [...section.querySelectorAll(`[name='option-${this.number}']`)];
    this.flag = section.querySelector(`[name='flagged-${this.number}']`);
    this.field = section.querySelector(`[name='version-${this.number}']`);
    // Whether the choice still waits to be sent, and whether the server would not take it.
    this.changed = false;
    this.refused = false;
  }

  get answered() {
    return this.boxes.some((box) => box.checked);
  }

  get unsaved() {
    return this.changed || this.refused;
  }

  get state() {
    if (this.unsaved) return "unsaved";
    if (!this.answered) return "unanswered";
    return this.flag.checked ? "flagged" : "answered";
  }

  // Chosen before this script had arrived.
  get touched() {
    return [...this.boxes, this.flag].some((box) => box.checked !== box.defaultChecked);
  }

  chosen() {
    return {
      address: this.address,
      options: this.boxes.filter((box) => box.checked).map((box) => box.value),
      flagged: this.flag.checked,
      version: Number(this.field.value),
    };
  }

  show({ options, flagged, version }) {
    const values = options.map(String);
    this.boxes.forEach((box) => {
      box.checked = values.includes(box.value);
    });
    this.flag.checked = Boolean(flagged);
    this.field.value = version;
  }

  say(text) {
    say(this.section, text);
  }
}

// A sentence at a question or a step; it takes the place of the one before.
export function say(section, text) {
  section.querySelector(":scope > [role='alert']")?.remove();
  if (!text) return;
  const note = document.createElement("p");
  note.className = "note note--due mt5";
  note.setAttribute("role", "alert");
  note.textContent = text;
  section.prepend(note);
}
