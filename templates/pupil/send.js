// Sending. What is being sent lives here only, never in storage: tablets are shared.
let leave = () => {}; // ends the delivery that is going on
let delivering = false;
let calling = 0;
// A call to a help line leaves no page, though some browsers ask as if it did.
const ask = (event) => { if (Date.now() - calling > 1000) event.preventDefault(); };
document.addEventListener('click', ({ target }) => {
  if (target.closest('[href^="tel:"]')) calling = Date.now();
});

// Sends a form until somebody answers: waits in sight, with growing pauses, and goes again by
// itself. The same fields each time, so the same attempt: sent twice it is stored once.
const deliver = (form, fields, button) => {
  if (delivering) return;
  delivering = true;
  document.querySelector('.told')?.remove();
  const buttons = [...form.querySelectorAll('button:enabled')];
  const label = button?.textContent;
  const before = window.onbeforeunload;
  const enable = (on) => buttons.forEach((each) => { each.disabled = !on; });
  const cover = (on) => document.querySelectorAll('main form, main details').forEach((each) => { each.hidden = on; });
  enable(false);
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
    if (!arrived) return wait();
    if (arrived === true) return;
    leave();
    section.hidden = true;
    cover(false);
    enable(true);
    if (button) button.textContent = label;
    window.onbeforeunload = before;
    tell(form, arrived);
  };
  const wait = () => {
    const first = section.hidden;
    cover(true);
    section.hidden = false;
    if (first) section.focus();
    window.onbeforeunload = ask;
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
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
  send();
};

// What the service says of what it could not take stands above the form, which stays: it may be
// mended, or sent again.
const tell = (form, words) => {
  words.classList.add('told');
  words.tabIndex = -1;
  form.before(words);
  words.focus();
};

const count = (field) => {
  const left = field.dataset.max - [...new Intl.Segmenter().segment(field.value.trim())].length;
  const text = field.parentElement.querySelector('.left');
  text.hidden = left > 100;
  text.textContent = text.dataset[left < 0 ? 'over' : 'text'].replace('{count}', Math.abs(left));
  text.classList.toggle('wrong', left < 0);
};
const countAll = () => document.querySelectorAll('[data-max]').forEach(count);
document.addEventListener('input', ({ target }) => { if (target.dataset.max) count(target); });

// Sends, and puts the page that comes back in the place of this one: true. False: nobody answered,
// or not with a page of ours (a network that wants a log-in answers for us). What only says that
// something is wrong comes back as the words alone.
const exchange = async (url, body, home, screen) => {
  try {
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(20000) });
    const text = (await answer.text()).replace(/<style[^]*?<\/style>/, ''); // has another nonce
    const page = new DOMParser().parseFromString(text, 'text/html');
    const kind = page.querySelector('main[data-page]')?.dataset.page;
    if (answer.status >= 500 || answer.status === 429 || !kind) return false;
    if (kind === 'error') return page.querySelector('.trouble');
    leave();
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    document.body.replaceChildren(...page.body.children);
    $('hide').hidden = false;
    if (kind === 'thanks' && home) arrive(home);
    window.scrollTo(0, 0);
    countAll();
    // A receipt must be saved before its page is left.
    window.onbeforeunload = $('typed') ? ask : null;
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

// Nothing of the form is left in the history: the screens before this one are behind it no more.
const arrive = (home) => {
  const depth = history.state?.depth ?? 0;
  history.replaceState(null, '', home);
  if (depth) history.go(-depth);
};

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-send]')) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(event.target));
  if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value);
  deliver(event.target, fields, event.submitter);
});
countAll();
