/** The assistant's Markdown as safe HTML: no pictures, no styles, no scripts, links of the web. */

import DOMPurify from "dompurify";
import { Marked, type Tokens } from "marked";

const marked = new Marked({
  breaks: true,
  renderer: {
    // The panel has headings of its own; a heading in an answer is only strong.
    heading(token: Tokens.Heading): string {
      return `<p><strong>${this.parser.parseInline(token.tokens)}</strong></p>`;
    },
    // Tags in an answer are shown as they were written.
    html(token: Tokens.HTML | Tokens.Tag): string {
      return escaped(token.text);
    },
    image(token: Tokens.Image): string {
      return escaped(token.text);
    },
  },
});

const ALLOWED = {
  ALLOWED_TAGS: ["p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "blockquote", "hr"],
  ALLOWED_ATTR: ["href"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_DOM_FRAGMENT: true as const,
};

/** Renders Markdown into an element of its own. */
export function renderMarkdown(text: string): HTMLElement {
  const fragment = DOMPurify.sanitize(marked.parse(text, { async: false }), ALLOWED);
  for (const link of fragment.querySelectorAll("a")) {
    if (link.href) openElsewhere(link);
    else link.replaceWith(...link.childNodes);
  }
  const element = document.createElement("div");
  element.className = "text";
  element.append(fragment);
  return element;
}

function openElsewhere(link: HTMLAnchorElement): void {
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const hint = document.createElement("span");
  hint.className = "unseen";
  hint.textContent = " (opens in a new tab)";
  link.append(hint);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
