/** Words of the widget that stand in more than one place, and the starting questions. */

export const ASSISTANT = "Assistant";
export const VISITOR = "You";

export const INTRODUCTION =
  "Hello. Ask me anything about osteoporosis, soft bones, bone scans or T-scores, " +
  "in your own words.";
export const NOT_A_DOCTOR =
  "I'm a computer program, not a doctor. I give general information and can't diagnose. " +
  "In an emergency, call your local emergency number.";

export const SLOW = "This takes longer than usual. Please wait; your message is on its way.";

export const STARTING_QUESTIONS: readonly string[] = [
  "What is osteoporosis?",
  "What does my T-score mean?",
  "Osteoporosis or osteomalacia: what is the difference?",
];
