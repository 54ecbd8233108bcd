import type { AdminProvider } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';
import { VerifiedMark } from '../providers/verified-mark.tsx';
import { type Person, VerificationRequest } from './verification-request.tsx';

interface ProviderTableProps {
  readonly providers: readonly AdminProvider[];
  onVerify(id: string, person: Person): void;
}

export const ProviderTable = ({ providers, onVerify }: ProviderTableProps) => {
  const { say } = useLanguage();
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{say({ fr: 'Prestataire', en: 'Provider' })}</th>
            <th scope="col">{say({ fr: 'Ville', en: 'City' })}</th>
            <th scope="col">{say({ fr: 'Identité', en: 'Identity' })}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {providers.map(({ id, name, city, verified }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{city}</td>
              <td>
                <VerifiedMark verified={verified} />
              </td>
              <td>{!verified && <VerificationRequest onAsk={(person) => onVerify(id, person)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
