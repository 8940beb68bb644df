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
  const move = (by) => show(asked()[asked().indexOf(shown) + by]);

  const translate = async (url, fields) => {
    if (delivering) return;
    $('lost').hidden = true;
    $('lost').hidden = await exchange(url, fields, '', shown.dataset.screen);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    const pressed = event.submitter;
    if (pressed?.name !== 'lang') return deliver(form, fields, pressed);
    fields.set('lang', pressed.value);
    return translate(pressed.formAction, fields);
  });
  form.addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]');
    if (link) show($(link.hash.slice(1)).closest('.screen'));
  });
  form.addEventListener('input', ({ target }) => {
    if (!target.dataset.max) return;
    const left = target.dataset.max - [...new Intl.Segmenter().segment(target.value.trim())].length;
    const text = target.parentElement.querySelector('.left');
    text.hidden = left > 100;
    text.textContent = text.dataset[left < 0 ? 'over' : 'text'].replace('{count}', Math.abs(left));
    text.classList.toggle('wrong', left < 0);
  });
  $('back').onclick = () => move(-1);
  $('next').onclick = () => move(1);

  const trouble = form.querySelector('.trouble');
  const at = screens.find((each) => each.dataset.screen === screen);
  show(at ?? screens[0], !!(at || trouble));
};

start();
