import { create } from 'zustand';

export interface ToastMessage {
  readonly id: number;
  readonly tone: 'ok' | 'error';
  readonly title: string;
  readonly text?: string | undefined;
}

interface ToastStore {
  readonly toasts: readonly ToastMessage[];
  readonly show: (toast: Omit<ToastMessage, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

let nextId = 1;

export const useToastStore = create<ToastStore>()((set) => ({
  toasts: [],
  show: (toast) => set(({ toasts }) => ({ toasts: [...toasts, { ...toast, id: nextId++ }] })),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Says briefly that something was done, or was not. */
export function showToast(toast: Omit<ToastMessage, 'id'>): void {
  useToastStore.getState().show(toast);
}
