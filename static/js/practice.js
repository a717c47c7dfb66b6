// A practice question is answered in place. Nothing is stored, here or on the server.
export default function practice(form) {
  const answer = form.querySelector("[role='status']");

  function mark(verdict) {
    form.querySelectorAll(".answer").forEach((label) => {
      const chosen = label.querySelector("input").checked;
      label.classList.toggle("answer--right", chosen && verdict === "right");
      label.classList.toggle("answer--wrong", chosen && verdict === "wrong");
    });
  }

  async function ask() {
    const address = new URL(form.action);
    new FormData(form).forEach((value, name) => address.searchParams.append(name, value));
    const headers = { "X-Requested-With": "fetch", "HX-Request": "true" };
    const response = await fetch(address, { headers });
    if (!response.ok) throw new Error(response.status);
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    answer.replaceChildren(...parsed.body.childNodes);
    mark(answer.querySelector("[data-verdict]")?.dataset.verdict);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.querySelector(":checked")) {
      answer.textContent = form.dataset.choose;
      return;
    }
    try {
      await ask();
    } catch {
      answer.textContent = form.dataset.failed;
    }
  });
  form.addEventListener("change", () => mark(""));
}
