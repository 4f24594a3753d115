/* Commessa.exe and commessa-cli.exe: one process that is Python and runs the program beside it. */
#include <windows.h>
#include <shellapi.h>
#include <shobjidl.h>
#include <stdio.h>

typedef int (*run_t)(int, wchar_t **);

static const wchar_t BROKEN[] = L"Manca una parte del programma: installa di nuovo Commessa.";

static int broken(void)
{
#ifdef CONSOLE
    fwprintf(stderr, L"commessa: %ls\n", BROKEN);
#else
    MessageBoxW(NULL, BROKEN, L"Commessa", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

/* The folder of this program, with its last backslash; 0 where it does not fit. */
static int own_folder(wchar_t *path, DWORD size)
{
    DWORD length = GetModuleFileNameW(NULL, path, size);
    wchar_t *last = length > 0 && length < size ? wcsrchr(path, L'\\') : NULL;
    if (last == NULL)
        return 0;
    last[1] = 0;
    return 1;
}

static run_t python(void)
{
    static wchar_t path[32768];
    if (!own_folder(path, 32768 - 32))
        return NULL;
    wcscat(path, PYTHON_DLL);
    /* Libraries come from the program's own folders and from Windows, never from where the user happens to be. */
    SetDllDirectoryW(L"");
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return library ? (run_t)(void *)GetProcAddress(library, "Py_Main") : NULL;
}

static int start(int count, wchar_t **given)
{
    static wchar_t *always[] = {L"-X", L"utf8", L"-m", L"desktop_app"};
    int fixed = sizeof always / sizeof *always;
    wchar_t **all = calloc(count + fixed + 1, sizeof *all);
    run_t run = python();
    if (run == NULL || all == NULL)
        return broken();
    all[0] = given[0];
    for (int i = 0; i < fixed; i++)
        all[1 + i] = always[i];
    for (int i = 1; i < count; i++)
        all[fixed + i] = given[i];
    return run(count + fixed, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given)
{
    return start(count, given);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    int count = 0;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    SetCurrentProcessExplicitAppUserModelID(L"Commessa.Commessa"); /* one button in the task bar */
    return given ? start(count, given) : broken();
}
#endif
