/* global window, document, performance, requestAnimationFrame, PerformanceObserver, MessageChannel */
/* Runs in the page that is measured: when a click led to a full paint, and how long frames were. */

const LONG_ENOUGH_MS = 60_000;

let clickedAt = 0;
document.addEventListener('pointerdown', (event) => (clickedAt = event.timeStamp), { capture: true });

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const afterPaint = () =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });

window.recorder = {
  /** Milliseconds from the press of the pointer until rows are there and the frames that paint them are done. */
  async untilPainted(row) {
    while (document.querySelector(row) === null) {
      if (performance.now() - clickedAt > LONG_ENOUGH_MS) throw new Error(`${row} does not appear.`);
      await nextFrame();
    }
    // One frame in which the rows are laid out and canvases are asked for, one in which these are painted.
    await nextFrame();
    await nextFrame();
    await afterPaint();
    return performance.now() - clickedAt;
  },

  heapBytes: () => performance.memory.usedJSHeapSize,

  start() {
    this.frames = [];
    this.longTasks = [];
    this.isOn = true;
    this.observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.longTasks.push(duration);
    });
    this.observer.observe({ entryTypes: ['longtask'] });
    let last = performance.now();
    const frame = (now) => {
      this.frames.push(now - last);
      last = now;
      if (this.isOn) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  },

  stop() {
    this.isOn = false;
    this.observer.disconnect();
    return { frames: this.frames.slice(1), longTasks: this.longTasks };
  },

  /** Drags the scrollbar from one end to the other and back: every frame shows other rows. */
  async fly(scroller, frames) {
    const element = document.querySelector(scroller);
    const most = element.scrollHeight - element.clientHeight;
    for (let frame = 0; frame <= frames; frame++) {
      element.scrollTop = most * (1 - Math.abs(1 - (2 * frame) / frames));
      await nextFrame();
    }
  },
};
