// The last page is not lost: a reload gives it again, and Back asks first. What that takes is kept in
// this tab's history alone, until a way to an adult is taken or "Ferdig" is pressed.
const asks = () => document.querySelector('[data-ask]');
const settle = () => {
  const again = document.querySelector('[data-again]');
  if (!again) return;
  const home = $('finished').href;
  window.onbeforeunload = ask;
  try {
    history.replaceState({ at: 0 }, '', home);
    history.pushState({ at: 1, thanks: Object.assign({}, again.dataset) }, '', home);
  } catch {
    // A browser that keeps no history for us still asks before leaving.
  }
};

let then = null; // what waits for the history to stand where the form began
const backBy = (steps, next) => {
  if (!steps) return next();
  then = next;
  history.go(-steps);
  return setTimeout(() => { if (then === next) window.onpopstate = then = null, next(); }, 1000);
};
window.addEventListener('popstate', ({ state }) => {
  if (then) {
    const next = then;
    then = null;
    return next();
  }
  if (!state || state.at !== 0 || $('answers')) return undefined;
  if (!asks()) return history.back();
  $('stay').hidden = false;
  $('stay').focus();
  return history.forward();
});

// The page of a form gives way to the last page, or one of those behind it.
const landed = (kind) => {
  const { at, depth } = history.state || {};
  window.onbeforeunload = asks() ? ask : null;
  if (kind === 'thanks') backBy(depth || 0, settle);
  else if (at === 1 && !asks()) history.replaceState({ at: 1 }, '', location.href);
};

document.addEventListener('click', (event) => {
  const finished = event.target.closest('#finished');
  if (!finished) return;
  event.preventDefault();
  window.onbeforeunload = null;
  document.documentElement.hidden = true;
  const steps = history.state && history.state.at;
  history.replaceState(null, '', finished.href);
  backBy(steps, () => {
    history.replaceState(null, '', finished.href);
    location.replace(finished.href);
  });
});

// A code is copied where the browser lets us; elsewhere the button is not there.
const byHand = () => {
  const range = document.createRange();
  range.selectNodeContents($('receipt-code'));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return document.execCommand && document.execCommand('copy') ? Promise.resolve() : Promise.reject();
};
if (navigator.clipboard || (document.queryCommandSupported && document.queryCommandSupported('copy'))) {
  document.documentElement.classList.add('copies');
}
document.addEventListener('click', ({ target }) => {
  if (target.id !== 'copy') return;
  const text = $('receipt-code').textContent;
  const copied = navigator.clipboard ? navigator.clipboard.writeText(text).catch(byHand) : byHand();
  copied.then(() => { target.textContent = target.dataset.done; }, () => { target.hidden = true; });
});

if ($('main').dataset.page === 'thanks') settle();
