// Shows the form, which is of no use without us, where the browser knows passkeys.
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form || !window.PublicKeyCredential || !navigator.credentials || !navigator.credentials.create
    || !navigator.credentials.get || !window.fetch || !window.TextEncoder) return;
  // Passkeys are for names of hosts, not for numbers
  if (/^[\d.]+$/.test(location.hostname)) return;
  const wanted = form.dataset;
  const bytes = (text) => new TextEncoder().encode(text);
  const read = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')),
    (letter) => letter.charCodeAt(0));
  const written = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  const known = () => wanted.known.split(' ').filter(Boolean)
    .map((id) => ({type: 'public-key', id: read(id)}));
  const make = (challenge) => navigator.credentials.create({publicKey: {
    challenge,
    rp: {name: wanted.service},
    user: {id: bytes(wanted.user), name: wanted.email, displayName: wanted.person},
    pubKeyCredParams: wanted.algorithms.split(' ').map((alg) => ({type: 'public-key', alg: Number(alg)})),
    authenticatorSelection: {
      residentKey: 'required', requireResidentKey: true, userVerification: 'required',
    },
    attestation: 'none',
    excludeCredentials: known(),
  }});
  const use = (challenge) => navigator.credentials.get({publicKey: {
    challenge, userVerification: 'required',
  }});
  const sign = async () => {
    const asked = await fetch(wanted.asks, {
      method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    });
    if (!asked.ok) throw new Error();
    const given = await (wanted.passkey === 'make' ? make : use)(bytes(await asked.text()));
    const response = {};
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature']) {
      if (given.response[part]) response[part] = written(given.response[part]);
    }
    return JSON.stringify({id: given.id, rawId: given.id, type: given.type, response});
  };
  const button = form.querySelector('button');
  const stopped = form.querySelector('[role=alert]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = stopped.hidden = true;
    try {
      form.elements.signed.value = await sign();
      form.submit();
    } catch (error) {
      button.disabled = stopped.hidden = false;
      button.focus();
    }
  });
  // The browser's Back shows the page as it was left
  addEventListener('pageshow', () => { button.disabled = false; });
  document.querySelectorAll('[data-without]').forEach((part) => { part.hidden = true; });
  form.hidden = false;
})();
