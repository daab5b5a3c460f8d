"use client";
import { createContext, useContext } from "react";

/** The school's name, for whatever is drawn below. */
export const SchoolNameContext = createContext("");

/** What the school is called. */
export const useSchoolName = (): string => useContext(SchoolNameContext);
