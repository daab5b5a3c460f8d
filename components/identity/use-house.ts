"use client";
import { useEffect, useState } from "react";
import { IdentityRefusal, readHouse, type House } from "@/lib/auth/identity-client";

const NOTHING: House = { personas: [], outbox: null };

/** What this school offers a visitor who wants to sign in; nothing until it is known, or while the school is away. */
export function useHouse(): House {
  const [house, setHouse] = useState<House>(NOTHING);
  const [bug, setBug] = useState<Error | null>(null);
  useEffect(() => {
    let isHere = true;
    readHouse().then(
      (found) => isHere && setHouse(found),
      (error: unknown) => {
        if (isHere && !(error instanceof IdentityRefusal))
          setBug(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return () => {
      isHere = false;
    };
  }, []);
  if (bug) throw bug;
  return house;
}
