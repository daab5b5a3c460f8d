"use client";
import { MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { roles, type Role } from "@/services/access/permissions";
import { mostCounted, type UserRow } from "@/services/users/user-rows";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectInput } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { Table, TBody, Td, Th, THead, Tr } from "@/components/ui/table";
import { SearchField } from "@/components/ui/text-field";
import { When } from "@/components/ui/when";
import { FilterBar } from "@/components/workroom/filter-bar";
import { MoreRows, type More } from "@/components/workroom/more-rows";
import { useRowKeys } from "@/components/workroom/row-keys";
import { TableSkeleton } from "@/components/workroom/table-skeleton";
import { useGlow } from "@/components/workroom/use-glow";
import { useSlashFocus } from "@/components/workroom/use-slash-focus";
import { WorkPage } from "@/components/workroom/work-page";
import { PeopleTabs } from "./people-tabs";

export type PeopleFilter = { search: string; role: Role | null; status: UserRow["status"] | null };

type Props = {
  people: readonly UserRow[] | null;
  isAsking: boolean;
  filter: PeopleFilter;
  onFilter: (change: Partial<PeopleFilter>) => void;
  openId: string | null;
  onOpen: (userId: string) => void;
  more: More;
  onMore: () => void;
  onInvite: () => void;
};

/** The table of people with its filters: null while it loads. */
export function PeopleView({ people, isAsking, filter, onFilter, openId, onOpen, more, onMore, onInvite }: Props) {
  const onRowKeys = useRowKeys({ opens: true });
  const t = useTranslations("admin");
  const words = useTranslations("teach.table");
  const search = useSlashFocus();
  const isFiltered = filter.search !== "" || filter.role !== null || filter.status !== null;
  const clear = (
    <Button onClick={() => onFilter({ search: "", role: null, status: null })} variant="quiet">
      {words("clear")}
    </Button>
  );
  return (
    <WorkPage
      title={t("people.title")}
      hint={t("people.hint")}
      acts={
        <Button variant="primary" onClick={onInvite}>
          <MailPlus aria-hidden />
          {t("people.invite")}
        </Button>
      }
    >
      <PeopleTabs />
      <FilterBar>
        <SearchField
          ref={search}
          label={t("people.search")}
          placeholder={t("people.search")}
          value={filter.search}
          maxLength={120}
          onChange={(event) => onFilter({ search: event.target.value })}
          trailing={isAsking && people !== null ? <Spinner className="text-faint" /> : undefined}
          className="max-sm:col-span-2 sm:w-80"
        />
        <SelectInput
          aria-label={t("people.role")}
          className="sm:w-44"
          value={filter.role ?? ""}
          onChange={(event) => onFilter({ role: roles.find((role) => role === event.target.value) ?? null })}
          options={[
            { value: "", label: t("people.allRoles") },
            ...roles.map((role) => ({ value: role, label: t(`roles.${role}`) })),
          ]}
        />
        <SelectInput
          aria-label={t("people.status")}
          className="sm:w-44"
          value={filter.status ?? ""}
          onChange={(event) =>
            onFilter({
              status:
                event.target.value === "active" || event.target.value === "deactivated" ? event.target.value : null,
            })
          }
          options={[
            { value: "", label: t("people.allStatuses") },
            ...(["active", "deactivated"] as const).map((status) => ({
              value: status,
              label: t(`userStatuses.${status}`),
            })),
          ]}
        />
        {isFiltered && clear}
      </FilterBar>
      {people === null ? (
        <TableSkeleton />
      ) : people.length === 0 ? (
        <EmptyState title={words("nothing")} action={isFiltered && clear} isFramed>
          {t("people.unmatched")}
        </EmptyState>
      ) : (
        <div className={cn("transition-opacity", isAsking && "opacity-60")} aria-busy={isAsking}>
          <Table label={t("people.label")} maxHeight="calc(100dvh - 19.5rem)">
            <THead>
              <tr>
                <Th>{t("people.person")}</Th>
                <Th>{t("people.role")}</Th>
                <Th className="max-sm:hidden">{t("people.status")}</Th>
                <Th numeric className="max-md:hidden">
                  {t("people.courses")}
                </Th>
                <Th className="max-lg:hidden">{t("people.joined")}</Th>
              </tr>
            </THead>
            <TBody onKeyDown={onRowKeys}>
              {people.map((person) => (
                <PersonRow
                  key={person._id}
                  person={person}
                  isOpen={person._id === openId}
                  onOpen={() => onOpen(person._id)}
                />
              ))}
            </TBody>
          </Table>
        </div>
      )}
      <MoreRows more={more} onMore={onMore} />
    </WorkPage>
  );
}

function PersonRow({ person, isOpen, onOpen }: { person: UserRow; isOpen: boolean; onOpen: () => void }) {
  const t = useTranslations("admin");
  const row = useGlow<HTMLTableRowElement>(`${person.role}${person.status}${person.enrollmentCount}`);
  const count = person.enrollmentCount ?? 0;
  return (
    <Tr
      ref={row}
      data-row
      tabIndex={0}
      selected={isOpen}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        // The same press would go on to the panel's first button, which closes it.
        event.preventDefault();
        onOpen();
      }}
      className="cursor-pointer"
    >
      <Td>
        <span className={cn("flex min-w-0 items-center gap-3", person.status === "deactivated" && "opacity-60")}>
          <Avatar name={person.name} seed={person._id} />
          <span className="grid min-w-0">
            <span dir="auto" className="truncate font-medium">
              {person.name}
            </span>
            <span dir="auto" className="truncate text-sm text-muted">
              {person.email}
            </span>
          </span>
        </span>
      </Td>
      <Td>
        <Badge tone={person.role === "admin" ? "accent" : person.role === "instructor" ? "amber" : "plain"}>
          {t(`roles.${person.role}`)}
        </Badge>
      </Td>
      <Td className="text-muted max-sm:hidden">{t(`userStatuses.${person.status}`)}</Td>
      <Td numeric className="text-muted max-md:hidden">
        {count >= mostCounted ? t("people.many", { count: mostCounted }) : count}
      </Td>
      <Td className="whitespace-nowrap text-muted max-lg:hidden">
        <When at={person.createdAt} />
      </Td>
    </Tr>
  );
}
