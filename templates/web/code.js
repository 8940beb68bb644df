// The page a code is typed on; it may come back in place of itself, with what was wrong.
const atCode = () => {
  const enter = $('enter');
  enter.noValidate = true; // what is missing is said here
  const field = enter.querySelector('.field');
  const told = $('mistyped');

  // The same sum as on the server: it catches one wrong character and two swapped ones.
  const fits = (code) => {
    const letters = field.dataset.alphabet;
    const places = code.split('').map((c) => letters.indexOf(c));
    const sum = places.slice(0, 9).reduce((all, place, i) => all + place * (i + 2), 0);
    return !places.includes(-1) && sum % letters.length === places[9];
  };

  // What can be said before it is sent. Letters and digits of other alphabets the server knows.
  const slip = (all) => {
    const code = plain(field.value);
    const never = code.split('').filter((c, at) => '01ILO'.includes(c) && code.indexOf(c) === at);
    if (/[^!-~]/.test(code)) return '';
    if (told.dataset.never && never.length) return told.dataset.never.replace('{letters}', never.join(', '));
    if (!all) return '';
    if (code.length !== Number(field.dataset.length)) return told.dataset.count.replace('{count}', code.length);
    return told.dataset.slip && !fits(code) ? told.dataset.slip : '';
  };
  const say = (words) => {
    if (told.textContent !== words) told.textContent = words;
    told.hidden = !words;
    // What was said of the code before is no longer true of this one.
    const former = document.querySelector('.trouble');
    if (former && words) former.hidden = true;
    if (words) field.setAttribute('aria-invalid', true);
    else field.removeAttribute('aria-invalid');
    return words;
  };

  let tried = false; // only then is a code that is not finished too short
  enter.addEventListener('submit', (event) => {
    tried = true;
    if (!say(slip(true))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
  });
  field.addEventListener('input', () => say(slip(tried)));

  // A page that comes back from the browser's memory belongs to the next pupil.
  addEventListener('pageshow', (event) => {
    if (event.persisted) field.value = '';
  });

  const useCard = () => {
    if (location.hash.length < 2 || !enter.isConnected) return;
    field.value = location.hash.slice(1);
    history.replaceState(null, '', location.pathname + location.search);
    group(field);
    if (say(slip(true))) field.focus();
    else if (able) deliver(enter, fieldsOf(enter));
    else enter.submit();
  };
  // A tablet may stand on this page already when the next card is scanned.
  addEventListener('hashchange', useCard);
  return useCard;
};

// A reload of the last page, or Back to it.
const { thanks, at, depth } = history.state || {};
if (thanks) {
  document.documentElement.hidden = true;
  onceMore(thanks).submit();
} else if (at === 0) {
  history.replaceState(null, '', location.href);
  history.forward();
} else {
  backBy(depth || 0, atCode()); // after a reload in mid-form its screens are no longer behind this page
}
