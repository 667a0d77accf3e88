import { useEffect } from 'react';

const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-item]')];

function step(by: 1 | -1): void {
  const all = items();
  const at = all.findIndex((item) => item.contains(document.activeElement));
  const next = at === -1 ? all[0] : all[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function press(selector: string): void {
  document.activeElement?.closest('[data-item]')?.querySelector<HTMLElement>(selector)?.click();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/**
 * Keys of a list: j and k walk, o opens the original, e shows the full text, / goes to the search box. Single keys can be switched
 * off, as WCAG 2.1.4 asks: a screen reader or dictation may send them by accident.
 */
export function useListKeys(isOn: boolean, focusSearch: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const actions: Readonly<Record<string, () => void>> = {
      j: () => step(1),
      k: () => step(-1),
      o: () => press('a[data-original]'),
      e: () => press('[data-expand]'),
      '/': focusSearch,
    };
    const onKey = (event: KeyboardEvent) => {
      const action = actions[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || isTypingText(event.target)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn, focusSearch]);
}

/** A checkbox is an input but takes no text. */
function isTypingText(target: EventTarget | null): boolean {
  return isTyping(target) && !(target instanceof HTMLInputElement && target.type === 'checkbox');
}
