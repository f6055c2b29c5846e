import { create } from 'zustand';

interface PrintStore {
  /** A dashboard is about to be printed: its sheets are drawn. */
  readonly isPrinting: boolean;
}

export const usePrintStore = create<PrintStore>()(() => ({ isPrinting: false }));
