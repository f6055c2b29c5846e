/** Builds the engine, the app and what is shared, each only when something of it has changed. */
export function build(): Promise<void>;
