import type { PriceInfo } from '../shared/prices.ts';
import type { LivePrices } from './cost/index.ts';
import type { ControlStore } from './store/control/index.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const SETTING = 'prices.catalogue';

export interface PriceAdministration {
  describe(): PriceInfo;
  /** @throws SignalboxError BODY_INVALID when the text is no catalogue, or older than the one in force */
  import(text: string, actor: string): Promise<PriceInfo>;
  /** @throws SignalboxError BODY_INVALID when the bundled catalogue is in force already */
  back(actor: string): Promise<PriceInfo>;
}

/** Changes the price catalogue for the gateway and for the writer of spans alike, and says so in the audit log. */
export function createPriceAdministration(
  prices: LivePrices,
  telemetry: Pick<Telemetry, 'reloadPrices'>,
  control: Pick<ControlStore, 'saveSetting'>,
): PriceAdministration {
  const settle = async (info: PriceInfo, actor: string): Promise<PriceInfo> => {
    await telemetry.reloadPrices();
    const { source, date, origin } = info;
    await control.saveSetting(SETTING, { source, date, origin }, { actor, detail: { source, date, origin } });
    return info;
  };
  return {
    describe: () => prices.describe(),
    import: async (text, actor) => settle(prices.import(text), actor),
    back: async (actor) => settle(prices.back(), actor),
  };
}
