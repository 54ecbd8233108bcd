/** Which page an address means. */
import { AdminPage } from './admin/admin-page.tsx';
import { BookingPage } from './bookings/booking-page.tsx';
import { CataloguePage } from './catalogue/catalogue-page.tsx';
import { ServicePage } from './catalogue/service-page.tsx';
import { NotFoundPage } from './layout/not-found-page.tsx';
import { PageFrame } from './layout/page-frame.tsx';
import { ProviderPage } from './providers/provider-page.tsx';
import { useRouter } from './routing/router.tsx';
import { VerificationPage } from './verification/verification-page.tsx';

export const App = () => {
  const { path } = useRouter();
  return <PageFrame>{pageAt(path)}</PageFrame>;
};

const pageAt = (path: string) => {
  const [section = '', id = '', more] = path.split('/').slice(1);
  if (more !== undefined) return <NotFoundPage />;
  if (section === '') return <CataloguePage />;
  if (section === 'admin' && id === '') return <AdminPage />;
  if (id === '') return <NotFoundPage />;
  switch (section) {
    case 'services':
      return <ServicePage key={id} slug={id} />;
    case 'providers':
      return <ProviderPage key={id} slug={id} />;
    case 'bookings':
      return <BookingPage key={id} id={id} />;
    case 'verification':
      return <VerificationPage key={id} id={id} />;
    default:
      return <NotFoundPage />;
  }
};
