const SHORTEST_KEY = 40;

/** Whether a text given as a name or path may be key material by mistake (PEM, or base64), so that no error may show it. */
export function mayBeSecret(text: string): boolean {
  const isBase64 = text.length >= SHORTEST_KEY && /^[A-Za-z0-9+/=_-]+$/.test(text);
  return /[\r\n]|\\n|-----/.test(text) || (isBase64 && /[A-Z]/.test(text));
}
