// The outline of a programme: forms open in their row, parts move by drag and by keyboard, and nothing
// that is being typed is lost. Without it every button is a form or a page of its own.
document.addEventListener("DOMContentLoaded", () => {
  const outline = document.getElementById("outline");
  if (!outline) return;
  const { failed, leave } = outline.dataset;
  const token = document.querySelector("#outline-move [name=csrfmiddlewaretoken]").value;
  const message = document.getElementById("outline-message");
  const openForms = new Map();
  const changed = new WeakSet();

  function say(words, isError = false) {
    message.textContent = words;
    message.classList.toggle("outline-wrong", isError);
  }

  async function ask(url, data) {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    if (data) headers["X-CSRFToken"] = token;
    const response = await fetch(url, { method: data ? "POST" : "GET", body: data, headers, credentials: "same-origin" });
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    // A redirect leads to the login, or away from here: nothing of it belongs in a row.
    if (response.redirected || (!response.ok && response.status !== 422)) throw new Error(response.status);
    return { ok: response.ok, body: isJson ? await response.json() : await response.text(), isJson };
  }

  // --- The outline as the server has it now; what is open or half typed stays ---------------------

  function place(part, form) {
    const row = document.getElementById(`osa-${part}`)?.querySelector(":scope > .outline-row");
    if (row) row.after(form);
  }

  async function refresh() {
    const { body } = await ask(window.location.pathname);
    const fresh = new DOMParser().parseFromString(body, "text/html").getElementById("outline");
    const closed = [...outline.querySelectorAll("details[data-open]:not([open])")].map((it) => it.dataset.open);
    const typed = [...outline.querySelectorAll("[data-quick] [name=title]")].filter((it) => it.value);
    outline.replaceChildren(...fresh.childNodes);
    for (const each of closed) outline.querySelector(`details[data-open="${each}"]`)?.removeAttribute("open");
    for (const each of typed) {
      const field = document.getElementById(each.id);
      if (field) field.value = each.value;
    }
    for (const [part, form] of openForms) place(part, form);
    prepare();
  }

  function show(part) {
    for (let it = document.getElementById(`osa-${part}`)?.parentElement; it && it !== outline; it = it.parentElement) {
      if (it.tagName === "DETAILS") it.open = true;
    }
  }

  function focus(id, fallback) {
    (document.getElementById(id) || document.getElementById(fallback))?.focus();
  }

  // --- Moving -------------------------------------------------------------------------------------

  async function move(url, values, focused, part) {
    const data = new FormData();
    for (const [name, value] of Object.entries(values)) data.append(name, value);
    try {
      const { ok, body } = await ask(url, data);
      if (ok) await refresh();
      say(body.message, !ok);
      show(part);
    } catch {
      say(failed, true);
    }
    focus(focused, `osa-${part}`);
  }

  outline.addEventListener("click", (event) => {
    const button = event.target.closest("button[form=outline-move]");
    if (!button) return;
    event.preventDefault();
    const part = button.closest("[data-part]").dataset.part;
    move(button.formAction, { to: button.value }, button.id, part);
  });

  outline.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
    const row = event.target.closest("[data-part]");
    if (!row || event.target.closest(".outline-form, .outline-quick")) return;
    event.preventDefault();
    const part = row.dataset.part;
    const up = event.key === "ArrowUp";
    const button = document.getElementById(`${up ? "ylos" : "alas"}-${part}`);
    move(button.formAction, { to: button.value }, event.target.id || `muokkaa-${part}`, part);
  });

  let dragged = null;

  function target(event) {
    const level = Number(dragged.dataset.level);
    const row = event.target.closest(`[data-level="${level}"]`);
    if (row && row !== dragged) {
      const box = row.querySelector(":scope > .outline-row").getBoundingClientRect();
      return { row, list: row.parentElement, after: event.clientY > box.top + box.height / 2 };
    }
    // Over a part that could be its parent: last in it.
    const parent = event.target.closest(`[data-level="${level - 1}"]`);
    const list = parent?.querySelector(`[data-takes="${level}"]`);
    return list && !row ? { row: null, list, over: parent } : null;
  }

  function clear() {
    for (const it of outline.querySelectorAll(".outline-before, .outline-after, .outline-into")) {
      it.classList.remove("outline-before", "outline-after", "outline-into");
    }
  }

  outline.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.(".outline-row");
    if (!row) return;
    dragged = row.parentElement;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.querySelector(".outline-name").innerText);
  });
  outline.addEventListener("dragover", (event) => {
    if (!dragged) return;
    clear();
    const at = target(event);
    if (!at) return;
    event.preventDefault();
    (at.row || at.over).classList.add(at.row ? (at.after ? "outline-after" : "outline-before") : "outline-into");
  });
  outline.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
  outline.addEventListener("drop", (event) => {
    const at = dragged && target(event);
    if (!at) return;
    event.preventDefault();
    const part = dragged.dataset.part;
    const others = [...at.list.children].filter((it) => it !== dragged);
    const position = at.row ? others.indexOf(at.row) + (at.after ? 1 : 0) : others.length;
    const button = document.getElementById(`ylos-${part}`);
    dragged = null;
    clear();
    // Priorities stand below the programme itself, which has no row.
    const parent = at.list.dataset.below || outline.dataset.programme;
    move(button.formAction, { parent, position }, `muokkaa-${part}`, part);
  });

  document.addEventListener("click", (event) => {
    for (const menu of outline.querySelectorAll(".outline-more[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // --- Editing in the row -------------------------------------------------------------------------

  function close(part) {
    const form = openForms.get(part);
    form?.stopTelling?.();
    form?.remove();
    openForms.delete(part);
  }

  function put(part, html) {
    close(part);
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const form = holder.content.querySelector("form");
    if (!form) throw new Error("no form");
    openForms.set(part, form);
    place(part, form);
    tell(form);
    return form;
  }

  // Tells Wagtail's editors that this part is open here, and says who else has it open.
  function tell(form) {
    let { ping } = form.dataset;
    let release = "";
    const others = form.querySelector(".outline-others");
    async function once() {
      const data = new FormData();
      if (changed.has(form)) data.append("is_editing", "1");
      if (Number(form.dataset.seen)) data.append("revision_id", form.dataset.seen);
      try {
        const { body } = await ask(ping, data);
        ping = body.ping_url;
        release = body.release_url;
        const words = body.other_sessions.map((it) =>
          (it.revision_id ? form.dataset.changed : form.dataset.editing).replace("{name}", () => it.user),
        );
        if (others.textContent !== words.join(" ")) others.textContent = words.join(" ");
      } catch {
        // Only a courtesy: saving itself is safe against another's changes.
      }
    }
    once();
    const timer = setInterval(once, 10000);
    form.stopTelling = () => {
      clearInterval(timer);
      if (release) ask(release, new FormData()).catch(() => {});
    };
  }

  outline.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-edit]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const { part } = link.closest("[data-part]").dataset;
      try {
        const form = openForms.get(part) || put(part, (await ask(link.href)).body);
        form.querySelector("[name=title]").focus();
      } catch {
        window.location = link.href;
      }
    }
    if (event.target.closest("a[data-cancel]")) {
      event.preventDefault();
      const { part } = event.target.closest("[data-part]").dataset;
      close(part);
      focus(`muokkaa-${part}`);
    }
  });

  outline.addEventListener("keydown", (event) => {
    const form = event.target.closest(".outline-form");
    if (event.key !== "Escape" || !form || changed.has(form)) return;
    const { part } = form.closest("[data-part]").dataset;
    close(part);
    focus(`muokkaa-${part}`);
  });

  outline.addEventListener("input", (event) => {
    const form = event.target.closest(".outline-form");
    if (form) changed.add(form);
  });

  outline.addEventListener("submit", async (event) => {
    const form = event.target;
    const isQuick = form.matches("[data-quick]");
    if (!isQuick && !form.matches(".outline-form")) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const data = new FormData(form, event.submitter);
    const field = form.querySelector("[name=title]");
    const part = isQuick ? null : form.closest("[data-part]").dataset.part;
    try {
      const { ok, body, isJson } = await ask(form.action, data);
      if (ok && isJson) {
        if (isQuick) field.value = "";
        else close(part);
        await refresh();
        say(body.message);
        // The next one is added below.
        focus(isQuick ? field.id : `muokkaa-${part}`);
      } else if (isQuick) {
        const refusal = document.createElement("template");
        refusal.innerHTML = body;
        say([...refusal.content.querySelectorAll("[role=alert] li")].map((it) => it.textContent).join(" "), true);
        field.focus();
      } else {
        const again = put(part, body);
        changed.add(again);
        again.querySelector("[role=alert]").focus();
      }
    } catch {
      say(failed, true);
    } finally {
      delete form.dataset.busy;
    }
  });

  window.addEventListener("beforeunload", (event) => {
    const isTyping = [...openForms.values()].some((form) => changed.has(form));
    if (isTyping) {
      event.preventDefault();
      event.returnValue = leave;
    }
  });

  function prepare() {
    for (const row of outline.querySelectorAll(".outline-row")) row.draggable = true;
  }
  prepare();
});
