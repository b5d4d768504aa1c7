/** All styles of the chat. */

import chat from "./chat.css";
import contrast from "./contrast.css";
import dark from "./dark.css";
import light from "./light.css";

const darkByPreference = dark.replace('[theme="dark"]', ":not([theme])");

export const styles = `${light}
@media (prefers-color-scheme:dark){${darkByPreference}}
${dark}${contrast}${chat}`;
