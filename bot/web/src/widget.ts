/**
 * The loader: one line embeds the chat on any page.
 *
 *   <script src="https://bones.example.org/widget.js" data-title="Ask about bones" async></script>
 *
 * It adds an <osteo-chat> unless the page has one, and loads the chat itself only when its button
 * is about to be seen. A press on anything with `data-osteo-ask` opens the chat, and asks there
 * the question that the attribute holds.
 */

interface Chat extends HTMLElement {
  open(): Promise<void>;
  ask(question: string): Promise<void>;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): {
    createScriptURL(url: string): string;
  };
}

const TAG = "osteo-chat";
// data-… attributes of the script, and the attributes of the chat that they set.
const ATTRIBUTES: Readonly<Record<string, string>> = {
  title: "heading",
  theme: "theme",
  remember: "remember",
};
const LOAD_AHEAD = "200px";

const script = document.currentScript as HTMLScriptElement;
let loading: Promise<unknown> | undefined;
let address: string | undefined;

function load(): Promise<unknown> {
  loading ??= new Promise((resolve, reject) => {
    const chat = document.createElement("script");
    chat.src = address ??= trusted(new URL("osteo-chat.js", script.src).href);
    chat.nonce = script.nonce;
    chat.onload = () => resolve(customElements.whenDefined(TAG));
    chat.onerror = () => {
      chat.remove();
      loading = undefined;
      addEventListener("online", () => void load(), { once: true });
      reject(new Error("The chat could not be loaded."));
    };
    document.head.append(chat);
  });
  return loading;
}

/** On pages with Trusted Types, the policy "osteo-chat" lets just this script through. */
function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(TAG, { createScriptURL: (same) => same });
  return policy?.createScriptURL(url) ?? url;
}

function addedChat(): Chat {
  const chat = document.createElement(TAG) as Chat;
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const value = script.dataset[name];
    if (value) chat.setAttribute(attribute, value);
  }
  // Where its button will be, so that the page's end need not be in sight.
  chat.style.cssText = "position:fixed;right:0;bottom:0";
  document.body.append(chat);
  return chat;
}

function start(): void {
  const chat = document.querySelector<Chat>(TAG) ?? addedChat();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      load().then(
        () => chat.removeAttribute("style"),
        () => undefined,
      );
    },
    { rootMargin: LOAD_AHEAD },
  );
  observer.observe(chat);

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element && event.target.closest("[data-osteo-ask]");
    if (!pressed) return;
    const question = pressed.getAttribute("data-osteo-ask");
    load().then(
      () => (question ? chat.ask(question) : chat.open()),
      () => undefined,
    );
  });
}

if (document.body) start();
else addEventListener("DOMContentLoaded", start);
