import { ERRORS } from './error-registry/index.ts';

export type ErrorCode = keyof typeof ERRORS;

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error that the registry knows. Throw this; doors translate it. */
export class SignalboxError extends Error {
  override readonly name = 'SignalboxError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(sentence(fill(ERRORS[code].message, details)), options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get action(): string {
    return fill(ERRORS[this.code].action, this.details);
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  /** The form that crosses threads and wires; `fromJSON` is its inverse. */
  toJSON(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      action: this.action,
      retryable: this.retryable,
      details: this.details,
    };
  }

  static fromJSON(error: SerializedError): SignalboxError {
    return new SignalboxError(error.code, error.details);
  }
}

export interface SerializedError {
  code: ErrorCode;
  message: string;
  action: string;
  retryable: boolean;
  details: ErrorDetails;
}

/** Reasons come from elsewhere, with a full stop or without one; what to do follows them. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
