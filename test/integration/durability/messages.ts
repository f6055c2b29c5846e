export type ParentMessage = { directory: string } | { request: number; body: Uint8Array };

export type ChildMessage =
  | { state: 'booted' }
  | { state: 'open' }
  | { state: 'acknowledged'; request: number };
