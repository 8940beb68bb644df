const enter = $('enter');
const field = $('code');

// The same sum as on the server: it catches one wrong character and two swapped ones.
const fits = (text) => {
  const letters = enter.dataset.alphabet;
  const places = [...text.toUpperCase().replace(/[\s-]/g, '')].map((c) => letters.indexOf(c));
  const sum = places.slice(0, 9).reduce((all, place, i) => all + place * (i + 2), 0);
  return places.length === 10 && !places.includes(-1) && sum % letters.length === places[9];
};

enter.addEventListener('submit', (event) => {
  const right = fits(field.value);
  $('mistyped').hidden = right;
  field.toggleAttribute('aria-invalid', !right);
  if (right) return;
  event.preventDefault();
  field.focus();
});

// A page that comes back from the browser's memory belongs to the next pupil.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) field.value = '';
});

const useCard = () => {
  if (location.hash.length < 2) return;
  field.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
  enter.requestSubmit();
};
// A tablet may stand on this page already when the next card is scanned.
window.addEventListener('hashchange', useCard);
useCard();
