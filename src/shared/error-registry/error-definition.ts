/** An error as the registry has it: a stable code, an HTTP status, what happened, what the user can do about it. */
export interface ErrorDefinition {
  readonly status: number;
  /** What happened. `{name}` is replaced by the detail of that name. */
  readonly message: string;
  /** What the user can do about it. */
  readonly action: string;
  readonly retryable: boolean;
}
