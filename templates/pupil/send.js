// Sending. What is being sent lives here only, never in storage: tablets are shared.
let leave = () => {}; // ends the delivery that is going on
let delivering = false;

// Sends a form until somebody answers: waits in sight, with growing pauses, and goes again by
// itself. The same fields each time, so the same attempt: sent twice it is stored once.
const deliver = (form, fields, button) => {
  if (delivering) return;
  delivering = true;
  form.querySelectorAll('button').forEach((each) => { each.disabled = true; });
  let pause = 2;
  let timer = 0;
  let busy = false;
  const section = $('waiting');
  if (button) button.textContent = section.dataset.sending;

  const send = async () => {
    if (busy) return;
    busy = true;
    clearInterval(timer);
    $('count').textContent = section.dataset.sending;
    const arrived = await exchange(form.action, fields, form.dataset.home);
    busy = false;
    if (!arrived) wait();
  };
  const wait = () => {
    const first = section.hidden;
    document.querySelectorAll('main form, main details').forEach((each) => { each.hidden = true; });
    section.hidden = false;
    if (first) section.focus();
    window.onbeforeunload = (event) => event.preventDefault();
    let left = pause;
    pause = Math.min(pause * 2, 60);
    const tick = () => {
      $('count').textContent = $('count').dataset.text.replace('{count}', left);
      if (left-- <= 0) send();
    };
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    tick();
  };
  const again = () => { if (!section.hidden && !document.hidden) send(); };
  const now = () => { pause = 2; send(); };

  $('now').addEventListener('click', now);
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  leave = () => {
    delivering = false;
    clearInterval(timer);
    window.onbeforeunload = null;
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
  send();
};

// Sends, and puts the page that comes back in the place of this one. False: nobody answered,
// or not with a page of ours (a network that wants a log-in answers for us).
const exchange = async (url, body, home, screen) => {
  try {
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(20000) });
    const text = (await answer.text()).replace(/<style[^]*?<\/style>/, ''); // has another nonce
    const page = new DOMParser().parseFromString(text, 'text/html');
    const kind = page.querySelector('main[data-page]')?.dataset.page;
    if (answer.status >= 500 || answer.status === 429 || !kind) return false;
    leave();
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    document.body.replaceChildren(...page.body.children);
    $('hide').hidden = false;
    if (kind === 'thanks' && home) history.replaceState(null, '', home);
    window.scrollTo(0, 0);
    // A receipt must be saved before its page is left.
    if ($('typed')) window.onbeforeunload = (event) => event.preventDefault();
    if (kind === 'form') start(screen);
    else document.querySelector('main [aria-invalid], h1').focus();
    return true;
  } catch {
    return false;
  }
};

// A page that comes back from the browser's memory belongs to the next pupil.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace($('answers')?.dataset.home ?? location.href);
});

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-send]')) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(event.target));
  if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value);
  deliver(event.target, fields, event.submitter);
});
