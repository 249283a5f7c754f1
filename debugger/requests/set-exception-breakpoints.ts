/** `setExceptionBreakpoints`: which failures stop the execution, by what becomes of them and by the error's name. */
import { type ExceptionFilter, FILTERS } from '../breakpoints/breakpoint-table.ts';
import { request } from './request.ts';

export const setExceptionBreakpoints = request({
  command: 'setExceptionBreakpoints',
  capabilities: { supportsExceptionFilterOptions: true },
  needs: { filters: 'array' },
  run(session, { filters, filterOptions = [] }) {
    const wishes = [...filters.map((filterId) => ({ filterId, condition: undefined })), ...filterOptions];
    const known: ExceptionFilter[] = [];
    const answers = wishes.map(({ filterId, condition }) => {
      const name = FILTERS.find((filter) => filter === filterId);
      if (!name)
        return { verified: false, message: `There is no filter '${filterId}'. Filters are ${FILTERS.join(', ')}.` };
      const errors = (condition ?? '').split(',').map((error) => error.trim());
      known.push({ name, errors: errors.filter((error) => error !== '') });
      return { verified: true };
    });
    session.breakpoints.filters = known;
    return { breakpoints: answers };
  },
});
