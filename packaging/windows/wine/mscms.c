/* For wine only, never shipped: colour profiles of screens, of which there are none. */
#include <windows.h>

#define API __declspec(dllexport)

API HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    return NULL;
}

API HANDLE WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD d, DWORD e, DWORD f, DWORD g)
{
    return NULL;
}

API HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

API BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    return TRUE;
}

API BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE data, PDWORD size)
{
    return FALSE;
}
