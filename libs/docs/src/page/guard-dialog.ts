import type { Component, Props, React } from './swagger-ui.ts';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled])';

/**
 * Makes the Authorize window a dialog to keyboards and screen readers: named, holding the focus while it is open,
 * giving it back when it closes; Enter in a field authorizes.
 */
export function guardDialog({ createElement, useEffect, useRef }: React, Original: Component): Component {
  return function GuardedDialog(props: Props): unknown {
    const frame = useRef<HTMLElement | null>(null);
    // What has the focus before the dialog's fields take it.
    const opener = useRef(document.activeElement);
    useEffect(() => {
      const dialog = frame.current?.querySelector('.modal-ux');
      dialog?.setAttribute('role', 'dialog');
      dialog?.setAttribute('aria-modal', 'true');
      dialog?.setAttribute('aria-label', 'Authorize');
      dialog?.querySelector('.close-modal')?.setAttribute('aria-label', 'Close');
      // Swagger UI focuses the last field that there is.
      dialog?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
      dialog?.querySelector('.modal-ux-content')?.scrollTo(0, 0);
      return () => {
        if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
      };
    }, []);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') keepFocus(event, frame.current);
      if (event.key === 'Enter') submit(event);
    };
    return createElement('div', { ref: frame, onKeyDown }, createElement(Original, props));
  };
}

function keepFocus(event: KeyboardEvent, frame: HTMLElement | null): void {
  const stops = [...(frame?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(
    (element) => element.offsetParent !== null,
  );
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from && frame?.contains(document.activeElement)) return;
  event.preventDefault();
  to?.focus();
}

/** The password form of Swagger UI is no `<form>`; a token's is, and submits itself. */
function submit(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || target.form) return;
  const panel = target.closest('.auth-container > div');
  panel?.querySelector<HTMLButtonElement>('button.authorize')?.click();
}
