/** The address bar as state: links change it without a reload, and Back works. */
import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';

interface Router {
  readonly path: string;
  /** What stands behind `?`. */
  readonly query: URLSearchParams;
  /** What stands behind `#`: secrets of links are kept there, since it never leaves the browser. */
  readonly fragment: string;
  go(to: string): void;
  /** The same page, seen otherwise: no step back leads here. */
  amend(to: string): void;
}

const RouterContext = createContext<Router | undefined>(undefined);

export const RouterProvider = ({ children }: { readonly children: ReactNode }) => {
  const [address, setAddress] = useState(() => addressNow());
  useEffect(() => {
    const moved = () => setAddress(addressNow());
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
    return () => {
      window.removeEventListener('popstate', moved);
      window.removeEventListener('hashchange', moved);
    };
  }, []);
  const go = useCallback((to: string) => {
    window.history.pushState(null, '', to);
    window.scrollTo(0, 0);
    setAddress(addressNow());
  }, []);
  const amend = useCallback((to: string) => {
    window.history.replaceState(null, '', to);
    setAddress(addressNow());
  }, []);
  const router = useMemo<Router>(() => {
    const url = new URL(address);
    const path = url.pathname.replace(/(.)\/+$/, '$1');
    return { path, query: url.searchParams, fragment: url.hash.slice(1), go, amend };
  }, [address, go, amend]);
  return <RouterContext value={router}>{children}</RouterContext>;
};

const addressNow = (): string => window.location.href;

export const useRouter = (): Router => {
  const router = useContext(RouterContext);
  if (router === undefined) throw new Error('useRouter outside of a RouterProvider');
  return router;
};

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string };

/** A real link: it opens in a new tab, is copied and is reached by the keyboard as any other. */
export const Link = ({ to, onClick, ...rest }: LinkProps) => {
  const { go } = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
};
