const start = (screen) => {
  const form = $('answers');
  if (!form) return;
  const screens = [...form.querySelectorAll('.screen')];
  const mode = form.querySelector('.mode');
  const languages = form.querySelector('.languages');
  let shown = screens[0];

  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`);
  const applies = ({ dataset }) =>
    !dataset.item || dataset.options.split(' ').includes(chosen(dataset.item)?.value);
  const asked = () => screens.filter(applies);

  const show = (screen, focus = true) => {
    const all = asked();
    const at = all.indexOf(screen);
    shown = screen;
    screens.forEach((each) => { each.hidden = each !== screen; });
    $('progress').hidden = at === 0;
    $('step').textContent = form.dataset.step.replace('{number}', at).replace('{total}', all.length - 1);
    $('bar').max = all.length - 1;
    $('bar').value = at;
    $('back').hidden = at === 0;
    $('next').hidden = at === all.length - 1;
    $('next').textContent = at ? $('next').dataset.next : $('next').dataset.start;
    $('send').hidden = at < all.length - 1;
    if (at) form.append(mode, languages); // the question comes first, the rest below it
    else screen.append(mode), form.firstElementChild.after(languages);
    window.scrollTo(0, 0);
    if (focus) screen.querySelector('[tabindex="-1"]').focus({ preventScroll: true });
  };
  // Each screen has its place in the history, under the home page's address: Back goes one question
  // back, and a reload finds the start rather than a form that would be sent for once more.
  const go = (screen) => {
    const depth = history.state?.depth ?? 0;
    show(screen);
    try {
      if (!depth) history.replaceState(null, '', form.dataset.home);
      history.pushState({ depth: depth + 1, screen: screen.dataset.screen }, '', form.dataset.home);
    } catch {
      // A browser that keeps no history for us, or a page saved as a file: the button still works.
    }
  };
  const back = () => {
    if (history.state?.screen === shown.dataset.screen) history.back();
    else show(asked()[asked().indexOf(shown) - 1]);
  };
  window.onpopstate = ({ state }) => {
    if (!form.isConnected || delivering || location.hash) return;
    const at = Math.max(screens.findIndex((each) => each.dataset.screen === state?.screen), 0);
    show(applies(screens[at]) ? screens[at] : screens[at - 1]);
  };
  const guard = () => {
    const given = [...form.querySelectorAll('textarea')].some((each) => each.value);
    if (given || form.querySelector(':checked')) window.onbeforeunload = ask;
  };

  const translate = async (url, fields) => {
    if (delivering) return;
    $('lost').hidden = true;
    const arrived = await exchange(url, fields, '', shown.dataset.screen);
    if (arrived && arrived !== true) tell(form, arrived);
    $('lost').hidden = !!arrived;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    // A question that is no longer asked is not answered: the pupil has changed their mind.
    for (const { dataset } of screens) {
      const before = dataset.item && chosen(dataset.item)?.value;
      if (before && before !== 'skip' && !dataset.options.split(' ').includes(before)) {
        fields.delete(dataset.screen);
      }
    }
    const pressed = event.submitter;
    if (pressed?.name !== 'lang') return deliver(form, fields, pressed);
    fields.set('lang', pressed.value);
    return translate(pressed.formAction, fields);
  });
  form.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    go($(link.hash.slice(1)).closest('.screen'));
  });
  form.addEventListener('input', guard);
  $('back').onclick = back;
  $('next').onclick = () => go(asked()[asked().indexOf(shown) + 1]);

  history.scrollRestoration = 'manual';
  const trouble = form.querySelector('.trouble');
  const at = screens.find((each) => each.dataset.screen === screen);
  show(at ?? screens[0], !!(at || trouble));
  guard();
};

start();
