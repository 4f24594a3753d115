/* For wine only, never shipped: the converters that Qt asks Windows' ICU for when a text is not in UTF-8.
   None is ever found, as on a machine without that encoding; Qt then falls back to its own. */
#define API __declspec(dllexport)
#define MISSING 4 /* U_FILE_ACCESS_ERROR */

int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved)
{
    return 1;
}

API void *ucnv_open(const char *name, int *error)
{
    *error = MISSING;
    return 0;
}

API void ucnv_close(void *converter) {}
API void ucnv_reset(void *converter) {}
API void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
API void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
API signed char ucnv_getMaxCharSize(void *converter) { return 1; }
API const char *ucnv_getName(void *converter, int *error) { return 0; }
API void ucnv_getToUCallBack(void) {}
API void ucnv_getFromUCallBack(void) {}
API void ucnv_setToUCallBack(void) {}
API void ucnv_setFromUCallBack(void) {}
API void ucnv_cbToUWriteUChars(void) {}
API void ucnv_toUnicode(void) {}
API void ucnv_cbFromUWriteUChars(void) {}
API int ucnv_toUCountPending(void *converter, int *error) { return 0; }
API int ucnv_fromUCountPending(void *converter, int *error) { return 0; }
API const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return 0; }
API const char *ucnv_getAvailableName(int index) { return 0; }
API int ucnv_countAvailable(void) { return 0; }
API void ucnv_fromUnicode(void) {}
