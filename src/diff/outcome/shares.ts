import { byText } from '../../kernel/text-order';

/** Texts with their shares, equal texts as one; the share is only told where there are several. */
export function sharesText(parts: readonly (readonly [text: string, share: number])[]): string {
  const shares = new Map<string, number>();
  for (const [text, share] of parts) {
    shares.set(text, (shares.get(text) ?? 0) + share);
  }
  const all = [...shares]
    .filter(([, share]) => share > NOTHING)
    .sort(([a, one], [b, other]) => other - one || byText(a, b));
  return all.length === 1 ? all[0][0] : all.map(([text, share]) => `${percent(share)} ${text}`).join(', ');
}

/** Shares are divided, so that they may be off in the last digits. */
const NOTHING = 1e-9;

function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`;
}
