/** Whether the text is an `http` or `https` URL with a host. */
export function isHttpUrl(text: string): boolean {
  // URL.canParse() forgives blanks and missing slashes, which Istio does not.
  return typeof text === 'string' && /^https?:\/\/[^\s/?#][^\s]*$/i.test(text) && URL.canParse(text);
}
