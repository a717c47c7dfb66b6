// A form whose button asks the device for a passkey: to make one, to be asked who one is, or to
// sign in. The form is hidden where the browser knows no passkeys. What the device gives is turned
// into text by webauthn-json, which comes with the page.
const DEVICE_ONLY = { residentKey: "required", requireResidentKey: true, userVerification: "required" };

export default function passkey(form) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  form.hidden = false;
  form.elements.credential.value = "";
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const fault = form.querySelector("[role=alert]");
    fault.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.requestSubmit();
    } catch {
      fault.hidden = false;
    }
  });
  // Back from the browser's memory it asks anew.
  addEventListener("pageshow", () => { form.elements.credential.value = ""; });
}

async function ask(form) {
  if (form.dataset.do === "sign-in") return window.webauthnJSON.get(await fetchOptions(form.action));
  const options = JSON.parse(document.getElementById(form.dataset.options).textContent);
  if (form.dataset.do === "get") return window.webauthnJSON.get(options);
  Object.assign(options.publicKey.authenticatorSelection, DEVICE_ONLY);
  return window.webauthnJSON.create(options);
}

async function fetchOptions(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("No options");
  return (await answer.json()).request_options;
}
