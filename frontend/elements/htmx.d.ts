/** The few names of htmx that elements use. */
declare module "htmx.org/dist/htmx.esm.js" {
  interface AjaxOptions {
    target?: string | Element;
    source?: Element;
    swap?: string;
    select?: string;
    selectOOB?: string;
    values?: Record<string, string>;
    headers?: Record<string, string>;
  }
  const htmx: {
    ajax(verb: string, path: string, options?: AjaxOptions | Element | string): Promise<void>;
    process(root: Element): void;
    trigger(on: Element | string, name: string, detail?: object): boolean;
  };
  export default htmx;
}
