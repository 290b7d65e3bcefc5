namespace ImpactService.DataAccess.Import;

/// <summary>Why a file could not be imported. Whatever the reason, nothing of that file stays in the store.</summary>
public enum ImportFailure
{
    FileMissing,
    InvalidOption,
    NothingToImport,
    AlreadyImported,
    Empty,
    Damaged,
    FileName,
    WrongColumns,
    SessionUnknown,
    SessionConflict,
    SeveralInstruments,
    TwinMissing,
    TwinDiffers,
    TooManyRejects,
}

/// <summary>An expected failure of an import. The message names the file, what is wrong with it and what was expected.</summary>
public sealed class ImportException(ImportFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    public ImportFailure Failure { get; } = failure;
}
