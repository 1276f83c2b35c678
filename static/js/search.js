// Suggestions below the search field while one types: a combobox with a list (WAI-ARIA practices).
// Without this script the field and its button work as they are.
const WAIT = 150;
const FEWEST_LETTERS = 2;

for (const form of document.querySelectorAll("form[data-suggestions]")) {
  addSuggestions(form, form.querySelector("input[type=search]"));
}

function addSuggestions(form, input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestionsLabel);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer, asked = null, typed = input.value;

  const isOpen = () => !list.hidden;
  const options = () => [...list.children];
  const chosen = () => options().findIndex((each) => each.getAttribute("aria-selected") === "true");

  function close() {
    clearTimeout(timer);
    if (asked) asked.abort();
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }

  function show(texts) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      return option;
    }));
    list.hidden = texts.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = texts.length ? form.dataset.suggestionsSome : form.dataset.suggestionsNone;
  }

  async function ask() {
    const words = input.value.trim();
    if (words.length < FEWEST_LETTERS) return close();
    if (asked) asked.abort();
    asked = new AbortController();
    const url = `${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
    try {
      const response = await fetch(url, { signal: asked.signal });
      if (!response.ok) return close();
      const { suggestions } = await response.json();
      if (document.activeElement === input && input.value.trim() === words) show(suggestions);
    } catch (error) {
      // Another question has been asked meanwhile, or the line is down: then there are none.
      if (error.name !== "AbortError") close();
    }
  }

  function choose(number) {
    const all = options();
    all.forEach((each, at) => each.setAttribute("aria-selected", String(at === number)));
    const option = all[number];
    input.value = option ? option.textContent : typed;
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && isOpen()) {
      // From what was typed (-1) round to the last one, and back.
      const count = options().length + 1;
      choose(((chosen() + 1 + step + count) % count) - 1);
      event.preventDefault();
    } else if (step === 1) {
      ask();
      event.preventDefault();
    } else if (event.key === "Escape" && isOpen()) {
      input.value = typed;
      close();
      event.preventDefault();
    }
  });
  // Before the field loses its focus, which closes the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    input.value = option.textContent;
    form.requestSubmit();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
