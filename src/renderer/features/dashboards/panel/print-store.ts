import { create } from 'zustand';

interface PrintStore {
  /** A dashboard is about to be printed: panels out of sight ask for their data too. */
  readonly isPrinting: boolean;
}

export const usePrintStore = create<PrintStore>()(() => ({ isPrinting: false }));
